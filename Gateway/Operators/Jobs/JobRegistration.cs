namespace OrleansOps.Operators.Jobs;

/// <summary>Submitting and leading jobs.</summary>
internal static class JobRegistration
{
    public static void AddJobs(this WebApplicationBuilder builder) => builder.Services.AddSingleton<JobTargets>().AddSingleton<HostOutputs>().AddSingleton<JobGroups>();
}
