package dev.muster.cli.consistency;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;

/** JSON objects as they are compared: up to white space and the order of members, with numbers as they are written. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** The one text that all texts of the same object have; what is no object is left as it is. */
    static String of(String json) {
        try {
            return JsonObjects.canonical(json);
        } catch (InvalidJsonException e) {
            return json;
        }
    }
}
