using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Timers;
using OrleansOps.Embedded;

namespace Orleans.Hosting;

/// <summary>Reminders over the registered <see cref="IReminderTable"/>.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Turns reminders on; the table is registered apart.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<Reminders>();
        builder.Services.TryAddSingleton<IReminderRegistry>(static services => services.GetRequiredService<Reminders>());
        return builder;
    }
}
