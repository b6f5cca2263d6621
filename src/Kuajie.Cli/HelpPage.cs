using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kuajie.Cli.Texts;

namespace Kuajie.Cli;

/// <summary>
/// Help of one command in the person's language. It stands in for the library's page, whose Chinese is partial and which has no place for an example.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="example">Calls to show, one per line; null for none.</param>
/// <param name="width">Columns to fill; a Chinese character takes two.</param>
internal sealed class HelpPage(Command command, string? example, int width)
{
    /// <summary>Lines longer than this are hard to read on any terminal.</summary>
    public const int Widest = 110;

    private const int LongestName = 34;

    public void Write(TextWriter output)
    {
        WriteParagraph(output, "", command.Description ?? "");
        output.WriteLine();
        WriteHeading(output, CliTexts.UsageHeading);
        output.WriteLine($"  {Usage()}");
        WriteTable(
            output,
            CliTexts.VerbsHeading,
            command.Subcommands.Where(below => !below.Hidden).Select(below => (below.Name, below.Description ?? ""))
        );
        WriteTable(
            output,
            CliTexts.ArgumentsHeading,
            command.Arguments.Select(argument => (Placeholder(argument), argument.Description ?? ""))
        );
        var isRoot = !command.Parents.Any();
        WriteTable(output, isRoot ? CliTexts.EveryVerbHeading : CliTexts.OptionsHeading, InReadingOrder(command.Options).Select(Row));
        if (!isRoot)
        {
            WriteTable(
                output,
                CliTexts.EveryVerbHeading,
                Ancestors().SelectMany(above => InReadingOrder(above.Options)).Where(option => option.Recursive).Select(Row)
            );
        }
        WriteExample(output);
    }

    /// <summary>Names from the program down to the command, as one types them.</summary>
    public static string FullName(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "kuajie" : $"{FullName(parent)} {command.Name}";
    }

    /// <summary>An option with what it takes: <c>--workspace DIR</c>.</summary>
    public static string Call(Option option) => option.Name + Value(option);

    /// <summary>Options as declared, help and version after them, hidden ones not at all.</summary>
    public static IEnumerable<Option> InReadingOrder(IEnumerable<Option> options) =>
        options.Where(option => !option.Hidden).OrderBy(option => option is HelpOption or VersionOption);

    private static void WriteHeading(TextWriter output, string heading) => output.WriteLine(heading);

    private IEnumerable<Command> Ancestors()
    {
        for (
            var above = command.Parents.OfType<Command>().FirstOrDefault();
            above is not null;
            above = above.Parents.OfType<Command>().FirstOrDefault()
        )
        {
            yield return above;
        }
    }

    private string Usage()
    {
        var required = command.Options.Where(option => option.Required).Select(Call);
        var arguments = command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $"[{Placeholder(argument)}]" : Placeholder(argument)
        );
        string[] verbs = command.Subcommands.Count > 0 ? [CliTexts.VerbPlaceholder] : [];
        return string.Join(' ', [FullName(command), .. verbs, .. arguments, .. required, CliTexts.OptionsPlaceholder]);
    }

    private static string Placeholder(Argument argument) => (argument.HelpName ?? argument.Name).ToUpperInvariant();

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static string Value(Option option) =>
        !TakesValue(option) ? ""
        : option.Arity.MinimumNumberOfValues == 0 ? $" [{ValueName(option)}]"
        : $" {ValueName(option)}";

    private static string ValueName(Option option)
    {
        if (option.HelpName is { } name)
        {
            return name;
        }
        var choices = option.GetCompletions(CompletionContext.Empty).Select(choice => choice.Label).ToList();
        return choices.Count is > 0 and <= 8 ? string.Join('|', choices) : option.Name.TrimStart('-').ToUpperInvariant();
    }

    private static (string Name, string Text) Row(Option option)
    {
        var names = option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Append(option.Name).Distinct();
        var call = string.Join(", ", names) + Value(option);
        var text = new StringBuilder(option.Description);
        if (option.Required)
        {
            text.Append(' ').Append(CliTexts.RequiredMark);
        }
        else if (Default(option) is { } value)
        {
            text.Append(' ').Append(CliTexts.DefaultMark(value));
        }
        return (call, text.ToString());
    }

    private static string? Default(Option option)
    {
        if (!TakesValue(option) || !option.HasDefaultValue)
        {
            return null;
        }
        return option.GetDefaultValue() switch
        {
            null or "" or int.MaxValue => null,
            int threads when option.Name == "--threads" && threads == Environment.ProcessorCount => CliTexts.EveryProcessor,
            Enum choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()),
            string text => text,
            IEnumerable many => string.Join(',', many.Cast<object?>()) is { Length: > 0 } joined ? joined : null,
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString(),
        };
    }

    private void WriteTable(TextWriter output, string heading, IEnumerable<(string Name, string Text)> rows)
    {
        var entries = rows.ToList();
        if (entries.Count == 0)
        {
            return;
        }
        output.WriteLine();
        WriteHeading(output, heading);
        var column = entries.Select(row => Columns(row.Name)).Where(length => length <= LongestName).DefaultIfEmpty(0).Max() + 4;
        foreach (var (name, text) in entries)
        {
            var first = "  " + name;
            if (Columns(first) > column - 2)
            {
                output.WriteLine(first);
                first = "";
            }
            WriteParagraph(output, first.PadRight(column), text);
        }
    }

    private void WriteExample(TextWriter output)
    {
        if (example is null)
        {
            return;
        }
        output.WriteLine();
        WriteHeading(output, CliTexts.ExampleHeading);
        foreach (var line in example.Split('\n'))
        {
            output.WriteLine($"  {line.TrimEnd('\r')}");
        }
    }

    private void WriteParagraph(TextWriter output, string lead, string text)
    {
        var indent = new string(' ', lead.Length);
        var line = new StringBuilder(lead);
        var used = lead.Length;
        foreach (var word in Words(text))
        {
            if (used > indent.Length && used + Columns(word.TrimEnd()) > width)
            {
                output.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(indent);
                used = indent.Length;
            }
            line.Append(word);
            used += Columns(word);
        }
        output.WriteLine(line.ToString().TrimEnd());
    }

    /// <summary>Pieces between which a line may break: after spaces, and around Chinese characters but never before closing punctuation.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var index = 1; index < text.Length; index++)
        {
            var afterSpace = text[index - 1] == ' ' && text[index] != ' ';
            var atChinese =
                (IsWide(text[index - 1]) || IsWide(text[index]))
                && !"，。；：、？！）》」”".Contains(text[index])
                && !"（《「“".Contains(text[index - 1]);
            if (afterSpace || (atChinese && text[index] != ' '))
            {
                yield return text[start..index];
                start = index;
            }
        }
        yield return text[start..];
    }

    private static int Columns(string text) => text.Sum(letter => IsWide(letter) ? 2 : 1);

    private static bool IsWide(char letter) => letter is >= '\u2e80' and <= '\uffdf';
}
