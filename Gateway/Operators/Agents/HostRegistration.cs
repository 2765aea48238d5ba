namespace OrleansOps.Operators.Agents;

/// <summary>Finding hosts by what they are called, and letting new ones in.</summary>
internal static class HostRegistration
{
    public static void AddAgents(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentNames>();
        builder.Services.AddSingleton<Enrolment>();
    }
}
