using System.Security.Cryptography;

namespace OrleansOps.Tests.Gateway.Files;

/// <summary>Contents that no other test has.</summary>
internal static class SomeBytes
{
    public static byte[] Of(int length) => RandomNumberGenerator.GetBytes(length);

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
