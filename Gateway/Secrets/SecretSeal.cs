namespace OrleansOps.Secrets;

/// <summary>Seals the values of stored secrets before they leave the gateway for the store. A value belongs to the name of its secret: moved elsewhere it does not open.</summary>
internal sealed class SecretSeal(SecretsKey keys)
{
    private readonly SealingKeys _keys = new(keys, "ops stored secrets");

    /// <summary>Names the key that seals now.</summary>
    public string Key => _keys.First;

    public byte[] Seal(string name, string value) => _keys.Seal(name, value);

    /// <summary>Null: it cannot be opened with any of the keys.</summary>
    public string? Open(string name, byte[] value) => _keys.OpenText(name, value);
}
