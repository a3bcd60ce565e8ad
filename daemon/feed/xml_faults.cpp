#include "feed/xml_faults.hpp"

namespace wireroom::feed {

std::string_view words_of(XmlFault fault) {
    switch (fault) {
        case XmlFault::kTextBefore:
            return "text before the document ignored";
        case XmlFault::kMarkupBefore:
            return "mark-up before the root element ignored";
        case XmlFault::kSpaceBefore:
            return "white space before the XML declaration";
        case XmlFault::kLateDeclaration:
            return "XML declaration that is not at the start ignored";
        case XmlFault::kBadDeclaration:
            return "malformed XML declaration ignored";
        case XmlFault::kWebPage:
            return "the feed stands inside of a web page";
        case XmlFault::kBareAmpersand:
            return "bare & taken literally";
        case XmlFault::kUnknownEntity:
            return "unknown entity taken literally";
        case XmlFault::kHtmlEntity:
            return "HTML reference that XML does not know decoded";
        case XmlFault::kC1Reference:
            return "reference to a C1 control read as windows-1252";
        case XmlFault::kPairedReferences:
            return "two references for the halves of a character read as one";
        case XmlFault::kIllegalReference:
            return "reference to a character that XML forbids dropped";
        case XmlFault::kEntityLimits:
            return "entities of the DTD beyond the limits taken literally";
        case XmlFault::kBareLess:
            return "bare < taken literally";
        case XmlFault::kLessInValue:
            return "< in an attribute value taken literally";
        case XmlFault::kUnquotedValue:
            return "attribute value without quotes";
        case XmlFault::kNoValue:
            return "attribute without a value";
        case XmlFault::kNoSpace:
            return "no white space between attributes";
        case XmlFault::kOpenQuote:
            return "attribute value without its closing quote";
        case XmlFault::kDuplicateAttribute:
            return "attribute given twice; the first counts";
        case XmlFault::kStrayInTag:
            return "stray character in a tag dropped";
        case XmlFault::kOpenTag:
            return "unclosed tag closed";
        case XmlFault::kTextEndMark:
            return "]]> in text taken literally";
        case XmlFault::kNestedCdata:
            return "CDATA sections inside of each other read as one";
        case XmlFault::kSwallowedCdata:
            return "a CDATA section holds the start of another; an end mark may be missing";
        case XmlFault::kOpenCdata:
            return "unclosed CDATA section closed";
        case XmlFault::kDashesInComment:
            return "-- inside of a comment";
        case XmlFault::kOpenComment:
            return "unclosed comment ignored";
        case XmlFault::kOpenInstruction:
            return "unclosed processing instruction ignored";
        case XmlFault::kVoidElement:
            return "HTML element without an end closed";
        case XmlFault::kOpenItem:
            return "unclosed item closed before the next one";
        case XmlFault::kCrossed:
            return "unclosed or crossed elements closed";
        case XmlFault::kEndTagCase:
            return "end tag in other letters than its start tag";
        case XmlFault::kStrayEndTag:
            return "end tag that closes nothing ignored";
        case XmlFault::kUndeclaredPrefix:
            return "undeclared prefix read by convention";
        case XmlFault::kTooDeep:
            return "elements nested too deeply flattened";
        case XmlFault::kTooManyAttributes:
            return "attributes over the limit dropped";
        case XmlFault::kTooManyNodes:
            return "too many elements; the document is read up to there";
        case XmlFault::kTruncated:
            return "the document ends before its root element does";
        case XmlFault::kDroppedItem:
            return "incomplete last item dropped";
        case XmlFault::kDroppedElement:
            return "incomplete last element dropped";
        case XmlFault::kSecondRoot:
            return "a second document behind the first ignored";
        case XmlFault::kJunkAfter:
            return "text or mark-up after the root element ignored";
        case XmlFault::kCount:
            break;
    }
    return "fault";
}

}  // namespace wireroom::feed
