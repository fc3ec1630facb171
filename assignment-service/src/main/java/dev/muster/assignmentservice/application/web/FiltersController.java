package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.FilterValues;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.application.web.ApplicationBody.OrganizationPart;
import dev.muster.assignmentservice.application.web.ApplicationBody.SystemPart;
import dev.muster.assignmentservice.application.web.CountsController.TypeCount;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists what a caller can filter applications by. Each request reads all applications that the caller may see. */
@RestController
class FiltersController {

    @JsonPropertyOrder({"types", "versions", "systems", "organizations"})
    record FiltersBody(
            @JsonProperty("types") List<TypeCount> types,
            @JsonProperty("versions") List<TypeVersions> versions,
            @JsonProperty("systems") List<SystemPart> systems,
            @JsonProperty("organizations") List<OrganizationPart> organizations) {

        static FiltersBody of(FilterValues values) {
            Map<String, String> names = values.types().stream()
                    .collect(Collectors.toMap(
                            ApplicationCatalog.TypeCount::instanceOf, ApplicationCatalog.TypeCount::name));
            List<TypeVersions> versions = values.versions().stream()
                    .collect(Collectors.groupingBy(
                            ApplicationCatalog.TypeVersion::instanceOf,
                            TreeMap::new,
                            Collectors.mapping(one -> one.instanceOf() + ":" + one.version(), Collectors.toList())))
                    .entrySet()
                    .stream()
                    .map(one -> new TypeVersions(
                            one.getKey(), names.getOrDefault(one.getKey(), one.getKey()), one.getValue()))
                    .toList();
            return new FiltersBody(
                    values.types().stream().map(TypeCount::of).toList(),
                    versions,
                    values.systems().stream()
                            .map(one -> new SystemPart(one.systemId(), one.name()))
                            .toList(),
                    values.organizations().stream().map(OrganizationPart::of).toList());
        }
    }

    /** The versions of a type as the filter of lists for versions takes them: {@code type:version}. */
    @JsonPropertyOrder({"application", "name", "versions"})
    record TypeVersions(
            @JsonProperty("application") String application,
            @JsonProperty("name") String name,
            @JsonProperty("versions") List<String> versions) {}

    private final ApplicationCatalog catalog;
    private final Visibility visibility;

    FiltersController(ApplicationCatalog catalog, Visibility visibility) {
        this.catalog = catalog;
        this.visibility = visibility;
    }

    @GetMapping({"/api/filters/applications", "/api/filters/applications/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    Envelope<FiltersBody> applications(HttpServletRequest request, Caller caller) {
        QueryParameters.requireNone(request);
        FiltersBody filters = FiltersBody.of(catalog.filterValues(visibility.scopeOf(caller)));
        return new Envelope<>(200, "application filters retrieved successfully", filters);
    }
}
