// Permission rules of a settings file that are relative to its folder. Pure.
// https://code.claude.com/docs/en/permissions#read-and-edit
#pragma once

#include <string>

#include "core/base/json.h"

namespace edgee {

// Makes them absolute, so that they mean the same in another folder: "Read(/secret/**)" becomes
// "Read(//home/ann/app/secret/**)". `folder` is absolute; "" = the settings stand in no file.
void anchor_rules(const std::string& folder, OrderedJson& settings);

}  // namespace edgee
