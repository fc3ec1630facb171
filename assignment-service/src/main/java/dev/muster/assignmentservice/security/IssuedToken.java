package dev.muster.assignmentservice.security;

/** A new token and its text, which is not stored and cannot be read again. */
public record IssuedToken(ApiToken token, String text) {

    /** Omits the text, since records end up in logs. */
    @Override
    public String toString() {
        return "IssuedToken[token=" + token + "]";
    }
}
