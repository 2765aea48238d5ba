using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>Reading and following logs.</summary>
internal static class LogRegistration
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LogFollowOptions>().BindConfiguration(LogFollowOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<LogCapOptions>().BindConfiguration(LogCapOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LogReader>();
        builder.Services.AddSingleton<LogStart>();
        builder.Services.AddSingleton<LogFollower>();
        builder.Services.AddSingleton<LogSearch>();
        builder.Services.AddSingleton<Followers>();
    }
}
