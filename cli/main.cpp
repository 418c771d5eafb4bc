#include <iostream>

#include "cli/app.h"
#include "cli/wiring.h"

int main(int argc, char** argv) {
  const auto context = edgee::make_context();
  if (!context) {
    std::cerr << "edgee: " << context.error().message << "\n  " << context.error().hint << "\n";
    return context.error().exit_code;
  }
  return edgee::run_edgee(argc, argv, **context);
}
