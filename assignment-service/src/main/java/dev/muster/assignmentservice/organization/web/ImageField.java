package dev.muster.assignmentservice.organization.web;

/** The images that an organization has. */
enum ImageField {
    LOGO("logo"),
    DARK_LOGO("darkLogo"),
    FAVICON("favicon"),
    DARK_FAVICON("darkFavicon");

    private final String field;

    ImageField(String field) {
        this.field = field;
    }

    /** Its name in requests. */
    String field() {
        return field;
    }
}
