#pragma once

#include "model/explanation.hpp"
#include "model/verdict.hpp"

#include <string>

namespace wireroom::protocol {

/// `{"id","title","revision","revisions","outlet","cluster","copy_of","members":[id],
/// "keys":[{"kind","feed","value"}],"sightings":[{"feed","guid","url","first_seen","gone",
/// "merged_from","time","verdict","rung","reasons":[{"code","story","text","since"}]}],
/// "feeds":[{"feed","guid","link","pins":{"guid","link","near","cluster"},
/// "furniture":[{"kind","sample","last_seen"}]}],"verdicts":[{"kind","time","story","other"}]}`:
/// members that are empty are left out, but for `reasons`, `keys` and `sightings`.
std::string render_explanation(const model::Explanation& explanation);

/// The answer to a verdict that was carried out: `{"message","story","seq"}`; `story` is left out
/// when there is none to look at.
std::string render_verdict(const model::VerdictResult& result);

}  // namespace wireroom::protocol
