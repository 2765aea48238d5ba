namespace OrleansOps.Pages;

/// <summary>One file of the console, with what it is packed into.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="Tag">Entity tag; weak, because it is the same however the bytes are packed.</param>
/// <param name="Plain">The bytes as they are.</param>
/// <param name="Brotli">Packed with Brotli, where that is smaller.</param>
/// <param name="Gzip">Packed with gzip, where that is smaller.</param>
internal sealed record PageFile(string ContentType, string Tag, byte[] Plain, byte[]? Brotli, byte[]? Gzip);
