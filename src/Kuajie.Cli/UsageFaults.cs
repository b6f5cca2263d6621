using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli;

/// <summary>Says what is wrong with a call, all of it at once, what was expected instead, and the closest thing that exists.</summary>
internal static class UsageFaults
{
    /// <summary>The fault of a call that did not parse.</summary>
    public static KuajieException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = HelpPage.FullName(command);
        var remarks = Remarks(parsed, command).Distinct().ToList();
        var cures = remarks.Select(remark => remark.Hint).OfType<string>().Append(CliTexts.UsageCure(name)).Distinct();
        return new KuajieException(
            "wrong-usage",
            CliTexts.Join(remarks.Select(remark => remark.Found).Distinct()),
            CliTexts.Join(remarks.Select(remark => remark.Expected ?? CliTexts.UsageExpected(name)).Distinct()),
            CliTexts.Join(cures),
            isUsage: true
        );
    }

    private static IEnumerable<Remark> Remarks(ParseResult parsed, Command command)
    {
        var previous = "";
        foreach (var token in parsed.UnmatchedTokens)
        {
            // What follows an unknown option is most likely its value.
            if (!previous.StartsWith('-') || token.StartsWith('-'))
            {
                yield return Unmatched(token, command);
            }
            previous = token;
        }
        foreach (var error in parsed.Errors.Where(error => parsed.UnmatchedTokens.Count == 0 || error.SymbolResult is not CommandResult))
        {
            yield return Explain(error, parsed);
        }
    }

    private static Remark Unmatched(string token, Command command)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            var options = OptionsOf(command).Where(option => !option.Hidden).ToList();
            var names = options.SelectMany(option => option.Aliases.Append(option.Name));
            var expected = CliTexts.ExpectedOption(HelpPage.FullName(command), string.Join(", ", options.Select(option => option.Name)));
            return new Remark(CliTexts.UnknownOption(token), expected, Hint(token.Split('=')[0], names));
        }
        if (command.Subcommands.Count > 0 && command.Arguments.Count == 0)
        {
            var verbs = command.Subcommands.Select(verb => verb.Name).ToList();
            return new Remark(CliTexts.UnknownVerb(token), CliTexts.ExpectedVerb(string.Join(", ", verbs)), Hint(token, verbs));
        }
        return new Remark(CliTexts.SurplusValue(token), null, null);
    }

    private static Remark Explain(ParseError error, ParseResult parsed) =>
        error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0, Implicit: false } option when option.Option.Arity.MinimumNumberOfValues > 0 => new(
                CliTexts.MissingValue(option.IdentifierToken?.Value ?? option.Option.Name),
                CliTexts.ExpectedCall(HelpPage.Call(option.Option)),
                null
            ),
            OptionResult { Tokens: [.., var token] } option when IsUnreadable(option.Option.ValueType, token.Value) => new(
                CliTexts.UnreadableValue(option.Option.Name, token.Value),
                CliTexts.ExpectedValue(option.Option.Name, KindOf(option.Option.ValueType)),
                null
            ),
            OptionResult { Tokens: [.., var token] } option
                when Choices(option.Option) is { Count: > 0 } choices && !choices.Contains(token.Value) => new(
                CliTexts.UnreadableValue(option.Option.Name, token.Value),
                CliTexts.ExpectedChoice(option.Option.Name, string.Join(", ", choices)),
                Hint(token.Value, choices)
            ),
            ArgumentResult { Tokens: [.., var token] } argument when IsUnreadable(argument.Argument.ValueType, token.Value) => new(
                CliTexts.UnreadableValue(argument.Argument.Name, token.Value),
                CliTexts.ExpectedValue(argument.Argument.Name, KindOf(argument.Argument.ValueType)),
                null
            ),
            ArgumentResult { Tokens.Count: 0 } argument => new(CliTexts.MissingArgument(argument.Argument.Name), null, null),
            CommandResult when Missing(parsed) is { Count: > 0 } missing => new(
                CliTexts.MissingOptions(string.Join(", ", missing.Select(option => option.Name))),
                CliTexts.ExpectedCall(string.Join(' ', missing.Select(HelpPage.Call))),
                null
            ),
            OptionResult { Implicit: true } option => new(
                CliTexts.MissingOptions(option.Option.Name),
                CliTexts.ExpectedCall(HelpPage.Call(option.Option)),
                null
            ),
            CommandResult { Command.Subcommands: { Count: > 0 } below } => new(
                CliTexts.MissingVerb,
                CliTexts.ExpectedVerb(string.Join(", ", below.Select(verb => verb.Name))),
                null
            ),
            _ => new(error.Message, null, null),
        };

    private static List<Option> Missing(ParseResult parsed) =>
        [
            .. OptionsOf(parsed.CommandResult.Command)
                .Where(option => option.Required && parsed.GetResult(option) is null or { Implicit: true, Option.Required: true }),
        ];

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var above = command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive);
        return HelpPage.InReadingOrder(command.Options).Concat(above);
    }

    private static List<string> Choices(Option option) =>
        [.. option.GetCompletions(CompletionContext.Empty).Select(choice => choice.InsertText ?? choice.Label)];

    private static Type Single(Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    private static bool IsUnreadable(Type type, string text) =>
        Single(type) switch
        {
            var one when one == typeof(int) => !int.TryParse(text, out _),
            var one when one == typeof(long) => !long.TryParse(text, out _),
            var one when one == typeof(ulong) || one == typeof(uint) => !ulong.TryParse(text, out _),
            var one when one == typeof(double) || one == typeof(float) => !double.TryParse(text, out _),
            var one when one == typeof(bool) => !bool.TryParse(text, out _),
            var one when one == typeof(DateOnly) => !DateOnly.TryParse(text, out _),
            _ => false,
        };

    private static string KindOf(Type type) =>
        Single(type) switch
        {
            var one when one == typeof(double) || one == typeof(float) => CliTexts.KindNumber,
            var one when one == typeof(bool) => "true, false",
            var one when one == typeof(DateOnly) => CliTexts.KindDate,
            _ => CliTexts.KindWholeNumber,
        };

    private static string? Hint(string token, IEnumerable<string> names) =>
        Closest(token, names) is { } close ? CliTexts.DidYouMean(close) : null;

    /// <summary>The name fewest letters away, where that is near enough to be meant: at most a third of its letters, or the token begins it.</summary>
    internal static string? Closest(string token, IEnumerable<string> names) =>
        names
            .Where(name => name.Length > 2)
            .Select(name => (Name: name, Distance: Distance(token.ToLowerInvariant(), name)))
            .Where(pair =>
                pair.Distance <= Math.Max(1, pair.Name.Length / 3)
                || (token.Length >= 3 && pair.Name.StartsWith(token, StringComparison.OrdinalIgnoreCase))
            )
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Name)
            .FirstOrDefault();

    /// <summary>Letters to insert, delete, replace or swap with a neighbour to turn one word into the other.</summary>
    private static int Distance(string from, string to)
    {
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                steps[i, j] =
                    i == 0 || j == 0
                        ? i + j
                        : Math.Min(
                            Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1,
                            steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)
                        );
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }
        return steps[from.Length, to.Length];
    }

    private sealed record Remark(string Found, string? Expected, string? Hint);
}
