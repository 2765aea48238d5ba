namespace OrleansOps.Operators.Workflows;

/// <summary>Submitting and leading workflows.</summary>
internal static class WorkflowRegistration
{
    public static void AddWorkflows(this WebApplicationBuilder builder) => builder.Services.AddSingleton<WorkflowOrders>();
}
