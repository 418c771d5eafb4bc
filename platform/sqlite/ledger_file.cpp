#include "platform/sqlite/ledger_file.h"

#include <sys/stat.h>

namespace edgee {

bool exists(const std::string& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0;
}

std::string explain(const SqlFailure& failure, const std::string& file) {
  switch (failure.code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "the ledger " + file + " is locked by another program";
    case SQLITE_FULL:
      return "the disk is full, so the ledger " + file + " cannot grow";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "the ledger " + file + " is read-only";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the ledger " + file + " is damaged; move it away to start a new one";
    case SQLITE_SCHEMA:
      return "the ledger " + file + " was written by a newer edgee";
    default:
      return "the ledger " + file + " cannot be used (" + failure.words + ")";
  }
}

}  // namespace edgee
