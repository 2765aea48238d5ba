using System.Buffers;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansOps.Http;

/// <summary>A request body, read strictly.</summary>
internal sealed class JsonBody<T>(T value) : IEndpointParameterMetadataProvider
    where T : class
{
    public T Value => value;

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusedException(ProblemResponses.ForStatus(StatusCodes.Status415UnsupportedMediaType));
        }

        var reader = http.Request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(http.RequestAborted);
        }

        try
        {
            return new JsonBody<T>(Parse(read.Buffer));
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static T Parse(ReadOnlySequence<byte> body)
    {
        // What agents send is in the other context, which lets names through that a newer agent may know.
        var type = (JsonTypeInfo<T>)(Api.RestJson.Default.GetTypeInfo(typeof(T)) ?? Protocol.ProtocolJson.Default.GetTypeInfo(typeof(T)))!;
        return body.IsSingleSegment ? StrictJson.Read(body.FirstSpan, type) : StrictJson.Read(body.ToArray(), type);
    }
}
