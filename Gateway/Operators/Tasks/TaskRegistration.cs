namespace OrleansOps.Operators.Tasks;

/// <summary>Submitting and reading tasks.</summary>
internal static class TaskRegistration
{
    public static void AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TaskReader>();
        builder.Services.AddSingleton<TaskSearch>();
        builder.Services.AddSingleton<WaitingReasons>();
    }
}
