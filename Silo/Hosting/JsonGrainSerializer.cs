using System.Text.Json;
using Orleans.Storage;

namespace OrleansOps;

/// <summary>Stored grain states: plain JSON that names no type, so that classes may move.</summary>
internal sealed class JsonGrainSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StoredJson.Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, StoredJson.Options)!;
}
