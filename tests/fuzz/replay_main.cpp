// Runs a fuzzer's body without libFuzzer: over each file of its corpus, and over as many changed
// copies as asked for, the same at each run.
//   NAME_replay CORPUS_DIRECTORY MUTATIONS_OF_EACH
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/fuzz/entry.h"
#include "tests/support/dice.h"

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

void change(std::string& input, edgee::Dice& dice) {
  const std::size_t at = dice.below(input.size() + 1);
  const std::size_t length = std::min(input.size() - at, dice.below(40));
  static const std::vector<std::string> kWords{
      "\n", "\r\n", "\n\n",    "\r",           ":",    "data: ", "event: ", "[DONE]", "null",
      "{}", "\"",   "\\u0000", "\xef\xbb\xbf", "[[[[", "1e999"};
  switch (dice.below(5)) {
    case 0:
      input.insert(at, dice.pick(kWords));
      return;
    case 1:
      input.erase(at, length);
      return;
    case 2:
      input.insert(dice.below(input.size() + 1), input.substr(at, length));
      return;
    case 3:
      if (at < input.size()) input[at] = static_cast<char>(dice.below(256));
      return;
    default:
      input.resize(at);
      return;
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  const long long mutations = std::strtoll(words[2], nullptr, 10);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(words[1]))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::cout << file.filename().string() << std::endl;  // the last one named is the one that fell
    const std::string original = read_file(file);
    run(original);
    edgee::Dice dice(original.size());
    for (long long i = 0; i < mutations; ++i) {
      std::string input = original;
      for (std::size_t times = dice.between(1, 4); times > 0; --times)
        change(input, dice);
      run(input);
    }
  }
  return files.empty() ? 1 : 0;
}
