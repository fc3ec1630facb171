package dev.muster.cli.consistency;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;

/** Canonical form of JSON objects: ignores white space and member order, keeps the notation of numbers. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** Returns the canonical text of the object; returns the input if it is not a JSON object. */
    static String of(String json) {
        try {
            return JsonObjects.canonical(json);
        } catch (InvalidJsonException e) {
            return json;
        }
    }
}
