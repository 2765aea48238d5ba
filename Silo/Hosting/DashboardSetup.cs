using Orleans.Dashboard;

namespace OrleansOps;

/// <summary>Orleans' own pages, as every process of the control plane has them.</summary>
internal static class DashboardSetup
{
    /// <summary>Its stream of log lines has none of the bounds that our live streams have, and the log is where the process writes it.</summary>
    public static void Configure(DashboardOptions dashboard) => dashboard.HideTrace = true;
}
