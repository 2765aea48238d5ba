using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps;

/// <summary>Reads what was stored as a mere sentence, too: it was all there was before sentences had codes.</summary>
public sealed class SaidJson : JsonConverter<Said>
{
    public override Said? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new Said(reader.GetString()!, []);
        }

        var (text, why) = ("", new List<Why>());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText)
            {
                text = reader.GetString()!;
            }
            else
            {
                ReadWhy(ref reader, why);
            }
        }

        return new Said(text, why);
    }

    public override void Write(Utf8JsonWriter writer, Said value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, value.Text);
        writer.WriteStartArray("why"u8);
        foreach (var (code, values) in value.Why)
        {
            // A sentence is an array: its code, then names and values.
            writer.WriteStartArray();
            writer.WriteStringValue(code);
            foreach (var (name, filled) in values)
            {
                writer.WriteStringValue(name);
                writer.WriteStringValue(filled);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ReadWhy(ref Utf8JsonReader reader, List<Why> why)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var parts = new List<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                parts.Add(reader.GetString()!);
            }

            why.Add(new Why(parts[0], parts.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)));
        }
    }
}
