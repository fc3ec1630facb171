package dev.muster.assignmentservice.pipeline;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Moves the clock of a service ahead. Not a component: only services that list it as a source use it. */
public class OffsetClock {

    private static volatile Duration ahead = Duration.ZERO;

    /** Applies to services that start after the call. */
    public static void setAhead(Duration duration) {
        ahead = duration;
    }

    @Bean
    static BeanPostProcessor movesClocks() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Clock clock ? Clock.offset(clock, ahead) : bean;
            }
        };
    }
}
