package dev.muster.assignmentservice.organization.web;

import tools.jackson.databind.JsonNode;

/** Validates that texts can be stored. */
final class TextValidation {

    private TextValidation() {}

    /** Whether the text has no control characters and no unpaired surrogates. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(one -> Character.isISOControl(one) || isSurrogate(one));
    }

    /** Whether no name and no text has U+0000 or an unpaired surrogate. */
    static boolean isStorableJson(JsonNode node) {
        if (node.isString()) {
            return isStorableInJson(node.stringValue());
        }
        return node.propertyNames().stream().allMatch(TextValidation::isStorableInJson)
                && node.valueStream().allMatch(TextValidation::isStorableJson);
    }

    private static boolean isStorableInJson(String text) {
        return text.codePoints().noneMatch(one -> one == 0 || isSurrogate(one));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
