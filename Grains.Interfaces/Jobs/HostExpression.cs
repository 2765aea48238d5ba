using System.Text.RegularExpressions;
using OrleansOps.Agents;

namespace OrleansOps.Jobs;

/// <summary>
/// Chooses hosts: <c>role=web and zone!=us-1</c>. Terms are <c>KEY=VALUE</c>, <c>KEY!=VALUE</c>, <c>KEY in (A,B)</c>, <c>KEY not in (A,B)</c>,
/// <c>label=NAME</c> and <c>all</c>, joined by <c>not</c>, <c>and</c>, <c>or</c> (which bind in this order) and parentheses. KEY is the name of a label that
/// operators gave, or <c>name</c>, <c>id</c> or <c>state</c>. In a value <c>*</c> stands for any characters; one with others than A-Z, a-z, 0-9 and
/// <c>._/:-*</c> stands in double quotes. A host without a label is not equal to any value of it.
/// </summary>
public sealed class HostExpression
{
    /// <summary>Longest expression, in characters.</summary>
    public const int Length = 4_096;

    private const int Depth = 50;

    private readonly List<(string Text, int At, bool IsQuoted)> _tokens = [];
    private int _next;
    private int _depth;

    private HostExpression()
    {
    }

    /// <summary>Whether a host is chosen; or what is wrong: a sentence that names the place.</summary>
    public static (Func<AgentView, bool>? Chooses, string? Wrong) Parse(string text)
    {
        var expression = new HostExpression();
        try
        {
            expression.Cut(text);
            var chooses = expression.Any();
            return expression._next == expression._tokens.Count ? (chooses, null) : (null, $"'{expression.Here}' at character {expression.At + 1} does not fit there: 'and' or 'or' is missing before it");
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    private string? Here => _next < _tokens.Count ? _tokens[_next].Text : null;

    private int At => _next < _tokens.Count ? _tokens[_next].At : 0;

    private void Cut(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '"')
            {
                at = Quoted(text, at);
            }
            else if (text[at] == '!' && at + 1 < text.Length && text[at + 1] == '=')
            {
                _tokens.Add(("!=", start, false));
                at += 2;
            }
            else if (text[at] is '=' or '(' or ')' or ',')
            {
                _tokens.Add((text[at].ToString(), start, false));
                at++;
            }
            else
            {
                while (at < text.Length && IsPlain(text[at]))
                {
                    at++;
                }

                if (at == start)
                {
                    throw new FormatException($"the character at {at + 1} is none of an expression; put the value in double quotes");
                }

                _tokens.Add((text[start..at], start, false));
            }
        }
    }

    private int Quoted(string text, int start)
    {
        var end = text.IndexOf('"', start + 1);
        if (end < 0)
        {
            throw new FormatException($"the quote at character {start + 1} is not closed");
        }

        _tokens.Add((text[(start + 1)..end], start, true));
        return end + 1;
    }

    private Func<AgentView, bool> Any()
    {
        var one = Every();
        while (Takes("or"))
        {
            var (left, right) = (one, Every());
            one = host => left(host) || right(host);
        }

        return one;
    }

    private Func<AgentView, bool> Every()
    {
        var one = Factor();
        while (Takes("and"))
        {
            var (left, right) = (one, Factor());
            one = host => left(host) && right(host);
        }

        return one;
    }

    private Func<AgentView, bool> Factor()
    {
        if (++_depth > Depth)
        {
            throw new FormatException($"it is nested more than {Depth} deep");
        }

        Func<AgentView, bool> factor;
        if (Takes("not"))
        {
            var inner = Factor();
            factor = host => !inner(host);
        }
        else if (Takes("("))
        {
            factor = Any();
            Need(")");
        }
        else
        {
            factor = Term();
        }

        _depth--;
        return factor;
    }

    private Func<AgentView, bool> Term()
    {
        var key = Word("a label's name, name, id, state, label or all");
        if (Takes("="))
        {
            return Is(key, [Word("a value")]);
        }

        if (Takes("!="))
        {
            var not = Is(key, [Word("a value")]);
            return host => !not(host);
        }

        if (Takes("not"))
        {
            Need("in");
            var none = Is(key, Values());
            return host => !none(host);
        }

        return Takes("in") ? Is(key, Values())
            : string.Equals(key, "all", StringComparison.Ordinal) ? _ => true
            : throw new FormatException($"after '{key}' there must be =, !=, in or not in{Where()}");
    }

    private List<string> Values()
    {
        Need("(");
        var values = new List<string> { Word("a value") };
        while (Takes(","))
        {
            values.Add(Word("a value"));
        }

        Need(")");
        return values;
    }

    private static Func<AgentView, bool> Is(string key, IReadOnlyList<string> values)
    {
        var patterns = values.Select(Pattern).ToList();
        bool Fits(string? text) => text is not null && patterns.Any(pattern => pattern(text));
        return key switch
        {
            "name" => host => Fits(host.Name),
            "id" => host => Fits(host.Id),
            "label" => host => host.Labels.Keys.Any(Fits),
            "state" => States(values),
            _ => host => Fits(host.Labels.GetValueOrDefault(key)),
        };
    }

    private static Func<AgentView, bool> States(IReadOnlyList<string> values) => values.All(value => value is "online" or "offline" or "draining")
        ? host => values.Any(value => value switch
        {
            "online" => host.Presence == AgentPresence.Online,
            "offline" => host.Presence == AgentPresence.Offline,
            _ => host.Draining,
        })
        : throw new FormatException("a state is online, offline or draining");

    private static Func<string, bool> Pattern(string value)
    {
        if (!value.Contains('*', StringComparison.Ordinal))
        {
            return text => string.Equals(text, value, StringComparison.Ordinal);
        }

        // Without backtracking: whoever writes the value must not be able to hold the gateway up.
        var pattern = new Regex($"^{Regex.Escape(value).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return pattern.IsMatch;
    }

    private bool Takes(string token)
    {
        var takes = _next < _tokens.Count && !_tokens[_next].IsQuoted && string.Equals(_tokens[_next].Text, token, StringComparison.Ordinal);
        _next += takes ? 1 : 0;
        return takes;
    }

    private void Need(string token)
    {
        if (!Takes(token))
        {
            throw new FormatException($"'{token}' is missing{Where()}");
        }
    }

    private string Word(string what)
    {
        if (_next == _tokens.Count || (!_tokens[_next].IsQuoted && _tokens[_next].Text is "=" or "!=" or "(" or ")" or ","))
        {
            throw new FormatException($"{what} is missing{Where()}");
        }

        return _tokens[_next++].Text;
    }

    private string Where() => _next < _tokens.Count ? $" before character {At + 1}" : " at its end";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '/' or ':' or '-' or '*';
}
