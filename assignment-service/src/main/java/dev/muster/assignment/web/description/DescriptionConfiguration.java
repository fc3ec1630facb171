package dev.muster.assignment.web.description;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.web.DialectErrors;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface. Made when it is first asked for. */
@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    DescribeOperations describeOperations(List<DialectErrors> errors, JsonMapper mapper) {
        return new DescribeOperations(new Examples(), new Dialects(errors), mapper);
    }

    @Bean
    InterfaceDescription interfaceDescription() {
        return new InterfaceDescription();
    }
}
