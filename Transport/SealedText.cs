using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Transport;

/// <summary>
/// A text under AES-256-GCM, as nonce, tag and cipher text, bound to the place that it is for: moved elsewhere it does not open.
/// </summary>
internal static class SealedText
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="place">What it is for: opening it asks for the same.</param>
    /// <param name="text">What to keep secret.</param>
    public static byte[] Seal(byte[] key, string place, string text) => Seal(key, place, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Seal(byte[], string, string)"/>
    public static byte[] Seal(byte[] key, string place, ReadOnlySpan<byte> plain)
    {
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(whole.AsSpan(0, NonceBytes), plain, whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return whole;
    }

    /// <exception cref="CryptographicException">It was sealed with another key or for another place, was changed since, or is none.</exception>
    public static string Open(byte[] key, string place, byte[] whole) => Encoding.UTF8.GetString(OpenBytes(key, place, whole));

    /// <inheritdoc cref="Open"/>
    public static byte[] OpenBytes(byte[] key, string place, byte[] whole)
    {
        if (whole.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("It is too short to be a sealed value.");
        }

        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
