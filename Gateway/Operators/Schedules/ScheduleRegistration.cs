namespace OrleansOps.Operators.Schedules;

/// <summary>Storing and leading schedules.</summary>
internal static class ScheduleRegistration
{
    public static void AddSchedules(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ScheduleOrders>();
}
