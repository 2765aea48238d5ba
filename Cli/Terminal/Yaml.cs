using System.Text;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>JSON as YAML: blocks in place of braces. Text is written as JSON writes it wherever YAML could read something else.</summary>
internal static class Yaml
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, indent: 0, isFirst: true);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, int indent, bool isFirst)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var property in value.EnumerateObject())
                {
                    Begin(text, indent, ref isFirst).Append(Text(property.Name)).Append(':');
                    WriteInside(text, property.Value, indent);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var item in value.EnumerateArray())
                {
                    Begin(text, indent, ref isFirst).Append("- ");
                    Write(text, item, indent + 2, isFirst: true);
                }

                break;
            case JsonValueKind.String:
                text.Append(Text(value.GetString()!)).Append('\n');
                break;
            default:
                text.Append(value.GetRawText()).Append('\n');
                break;
        }
    }

    private static void WriteInside(StringBuilder text, JsonElement value, int indent)
    {
        var isBlock = value.ValueKind is JsonValueKind.Object && value.EnumerateObject().Any() || value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0;
        text.Append(isBlock ? '\n' : ' ');
        Write(text, value, indent + 2, isFirst: false);
    }

    /// <summary>The first line of a block inside a list stands behind its dash.</summary>
    private static StringBuilder Begin(StringBuilder text, int indent, ref bool isFirst)
    {
        _ = isFirst ? text : text.Append(' ', indent);
        isFirst = false;
        return text;
    }

    private static string Text(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or '/') && !IsWord(text)
            ? text
            : JsonSerializer.Serialize(text, CliJson.Readable.String);

    private static bool IsWord(string text) => text.ToUpperInvariant() is "TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N";
}
