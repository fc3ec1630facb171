package dev.muster.ingestservice;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Sets the clock of a service ahead. Not a component: tests import it. */
public class ClockOffset {

    private static volatile Duration ahead = Duration.ZERO;

    /** Sets the offset for services that are started from now on. */
    public static void setAhead(Duration duration) {
        ahead = duration;
    }

    @Bean
    static BeanPostProcessor offsetsClocks() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Clock clock ? Clock.offset(clock, ahead) : bean;
            }
        };
    }
}
