// The program text of a library that is there for its precompiled header alone.
