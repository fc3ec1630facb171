package dev.muster.assignmentservice.description;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ErrorFormat;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** Configures the OpenAPI description. All its beans are created on first use. */
@Lazy
@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration {

    /** Makes Springdoc's own beans lazy too, for a faster start. */
    @Bean
    static BeanFactoryPostProcessor lazySpringdoc() {
        return factory -> {
            for (String name : factory.getBeanDefinitionNames()) {
                if (isOfSpringdoc(factory.getBeanDefinition(name))) {
                    factory.getBeanDefinition(name).setLazyInit(true);
                }
            }
        };
    }

    private static boolean isOfSpringdoc(BeanDefinition bean) {
        String origin =
                bean instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null
                        ? annotated.getFactoryMethodMetadata().getDeclaringClassName()
                        : bean.getBeanClassName();
        return origin != null && origin.startsWith("org.springdoc.");
    }

    @Bean
    OperationDescriber operationDescriber(List<ErrorFormat> errors, JsonMapper mapper) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return new OperationDescriber(new Examples(), new Dialects(errors), mapper);
    }

    @Bean
    InterfaceDescription interfaceDescription() {
        return new InterfaceDescription();
    }
}
