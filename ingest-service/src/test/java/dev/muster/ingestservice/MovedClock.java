package dev.muster.ingestservice;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** A service's clock, ahead of the true time. No component, so that only who names it has it. */
public class MovedClock {

    private static volatile Duration ahead = Duration.ZERO;

    /** How far the clocks of services are ahead that start from now on. */
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
