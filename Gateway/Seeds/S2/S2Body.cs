using Microsoft.AspNetCore.Http.Features;
using OrleansOps.Http;

namespace OrleansOps.Seeds.S2;

/// <summary>The body of a request as it was signed.</summary>
internal sealed record S2Body(byte[] Bytes)
{
    /// <summary>Null: it has more than the server takes, which reads no further then.</summary>
    public static async Task<S2Body?> Read(HttpContext http)
    {
        if (http.Request.ContentLength > HttpLimits.BodyBytes)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
            return new S2Body(bytes.ToArray());
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    public static byte[] Of(HttpContext http) => http.Features.GetRequiredFeature<S2Body>().Bytes;
}
