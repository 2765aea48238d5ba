namespace OrleansOps.Operators.Terraform;

/// <summary>What the doors for Terraform's states and runs need.</summary>
internal static class TerraformRegistration
{
    public static void AddTerraform(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StateOptions>().BindConfiguration(StateOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<StateSeal>();
        builder.Services.AddSingleton<StateContents>();
        builder.Services.AddSingleton<RunOrders>();
    }
}
