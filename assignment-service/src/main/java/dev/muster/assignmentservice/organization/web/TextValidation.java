package dev.muster.assignmentservice.organization.web;

import tools.jackson.databind.JsonNode;

/** Which texts can be kept. */
final class TextValidation {

    private TextValidation() {}

    /** Whether it has no control characters and no half of a surrogate pair. */
    static boolean isKeepable(String text) {
        return text.codePoints().noneMatch(one -> Character.isISOControl(one) || isHalf(one));
    }

    /** Whether no name and no text in it has U+0000 or a half of a surrogate pair. */
    static boolean isKeepableJson(JsonNode node) {
        if (node.isString()) {
            return isKeepableInJson(node.stringValue());
        }
        return node.propertyNames().stream().allMatch(TextValidation::isKeepableInJson)
                && node.valueStream().allMatch(TextValidation::isKeepableJson);
    }

    private static boolean isKeepableInJson(String text) {
        return text.codePoints().noneMatch(one -> one == 0 || isHalf(one));
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
