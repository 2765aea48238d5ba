using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Providers;
using Orleans.Streams;

namespace OrleansOps.Logs;

/// <summary>The way of task output inside a silo: from its queues to the grains that keep the logs.</summary>
internal static class LogStreams
{
    /// <summary>How soon Orleans comes back to a queue that it left, which is only while it makes a new stream known.</summary>
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>After this the sender is told to give it again.</summary>
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(5);

    public static void AddLogStreams(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<LogQueues>();
        silo.Services.AddSingleton<ILogQueue>(static services => services.GetRequiredService<LogQueues>());
        silo.AddPersistentStreams(
            Names.Streams,
            static (services, _) => new LogQueueAdapter(services.GetRequiredService<LogQueues>(), ClockOfStreams(services)),
            static streams =>
            {
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);   // else each stream ever used leaves a row
                streams.ConfigurePartitionBalancing(static (_, _) => new OwnQueues());
                streams.ConfigureBackoffProvider(static (_, _) => (IMessageDeliveryBackoffProvider)new DeliveryPauses());
                streams.ConfigurePullingAgent(options => options.Configure(agent =>
                {
                    agent.GetQueueMsgsTimerPeriod = ComeBackAfter;
                    agent.MaxEventDeliveryTime = LongestDelivery;
                    agent.StreamInactivityPeriod = LogQueueAdapter.ForgetStreamsAfter;
                }));
            });
    }

    /// <summary>The one that Orleans' own part of the way goes by.</summary>
    private static TimeProvider ClockOfStreams(IServiceProvider services) =>
        services.GetKeyedService<TimeProvider>(StreamingTimeProviderNames.Streaming) ?? TimeProvider.System;
}
