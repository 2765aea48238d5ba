using Microsoft.Extensions.Options;
using OrleansOps.Hosting;

namespace OrleansOps.Secrets;

/// <summary>What is told to agents alone.</summary>
internal static class SecretsRegistration
{
    public static void AddSecrets(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(all => SecretsKey.Read(all.GetRequiredService<IOptions<GatewayOptions>>().Value));
        builder.Services.AddSingleton<TaskSecrets>();
        builder.Services.AddSingleton<RunTokens>();
        builder.Services.AddSingleton<SecretSeal>();
    }
}
