using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Redis;

/// <summary>A script that runs inside Redis as one step. Its text stands beside this file.</summary>
internal sealed class RedisScript
{
    public RedisScript(string name)
    {
        using var resource = typeof(RedisScript).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"The script {name}.lua is not in this assembly.");
        using var reader = new StreamReader(resource, Encoding.UTF8);
        Name = name;
        Text = reader.ReadToEnd();
#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing is protected by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
#pragma warning restore CA5350
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>The name under which Redis keeps the script.</summary>
    public byte[] Hash { get; }
}
