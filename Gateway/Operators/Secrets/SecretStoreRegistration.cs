namespace OrleansOps.Operators.Secrets;

/// <summary>What the door for stored secrets needs.</summary>
internal static class SecretStoreRegistration
{
    public static void AddSecretStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SecretResealing>();
        builder.Services.AddSingleton<SecretsOfTask>();
    }
}
