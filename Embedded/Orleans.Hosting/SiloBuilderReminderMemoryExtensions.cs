using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Embedded;

namespace Orleans.Hosting;

/// <summary>Reminders that are lost with the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Stores reminders in memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        return builder;
    }
}
