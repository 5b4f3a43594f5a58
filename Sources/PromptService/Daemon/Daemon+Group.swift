import Logging
import PromptCore
import ServiceLifecycle
import Systemd

/// How the services are run and stopped.
extension Daemon {
    func group(
        _ helpers: [any Service],
        _ dispatcher: Dispatcher,
        _ vital: [VitalPart],
        _ fatal: WakeSignal
    ) -> ServiceGroup {
        // A failure of any of them ends the others in good order: a POST in flight is not broken off.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = helpers.map {
            .init(
                service: $0,
                successTerminationBehavior: .ignore,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        }
        if let watchdog = self.watchdog {
            let service = WatchdogService(
                watchdog: watchdog,
                notifier: self.notifier,
                parts: vital,
                clocks: self.clocks,
                logger: self.logger
            )
            services.append(.init(service: service, failureTerminationBehavior: .gracefullyShutdownGroup))
        }
        services.append(
            .init(service: FatalWatch(signal: fatal), successTerminationBehavior: .gracefullyShutdownGroup)
        )
        // Last, so that it is the first to be stopped and the others outlive it.
        services.append(.init(service: dispatcher, successTerminationBehavior: .gracefullyShutdownGroup))
        // Its debug messages print whole services, one page each.
        var logger = self.logger
        logger.logLevel = max(.warning, logger.logLevel)
        var configuration = ServiceGroupConfiguration(
            services: services,
            logger: logger
        )
        // A submission in flight is waited for; after that it is broken off and ends as unconfirmed.
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        return ServiceGroup(configuration: configuration)
    }
}
