using System.Security.Cryptography;
using System.Text;
using OrleansOps.Transport;

namespace OrleansOps.Secrets;

/// <summary>
/// The installation's keys for one use: the first seals, all of them open. Each use has keys of its own, so that what was sealed for one never opens as another.
/// </summary>
internal sealed class SealingKeys
{
    private readonly IReadOnlyList<byte[]> _keys;

    /// <param name="keys">Of the installation.</param>
    /// <param name="use">What these are for; never changed once something is stored.</param>
    public SealingKeys(SecretsKey keys, string use)
    {
        _keys = [.. keys.All.Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, SecretsKey.Length, info: Encoding.ASCII.GetBytes(use)))];
        First = Convert.ToHexStringLower(SHA256.HashData(_keys[0]).AsSpan(0, 8));
    }

    /// <summary>Names the key that seals, and says nothing else of it: 16 hexadecimal digits.</summary>
    public string First { get; }

    public byte[] Seal(string place, string text) => SealedText.Seal(_keys[0], place, text);

    public byte[] Seal(string place, ReadOnlySpan<byte> plain) => SealedText.Seal(_keys[0], place, plain);

    public string? OpenText(string place, byte[] whole) => Open(place, whole) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    /// <summary>Null if it was sealed with none of the keys or for another place, or was changed since.</summary>
    public byte[]? Open(string place, byte[] whole)
    {
        foreach (var key in _keys)
        {
            try
            {
                return SealedText.OpenBytes(key, place, whole);
            }
            catch (CryptographicException)
            {
                // sealed with another one, or with none of them: said below
            }
        }

        return null;
    }

    /// <summary>A code that only who has the keys can make, by the first of them.</summary>
    public byte[] Sign(string text) => HMACSHA256.HashData(_keys[0], Encoding.UTF8.GetBytes(text));

    /// <summary>Whether it is the code of this text, by any of the keys. Takes as long for a wrong one.</summary>
    public bool IsSigned(string text, string hex)
    {
        var given = Encoding.UTF8.GetBytes(hex);
        var found = false;
        foreach (var key in _keys)
        {
            found |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))));
        }

        return found;
    }
}
