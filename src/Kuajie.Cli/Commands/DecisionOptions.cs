using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Tables;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary>What the verbs that decide have in common: tables in, a currency, amounts of money, a table out.</summary>
internal static class DecisionOptions
{
    public static Option<string?> File(string name, string textKey, bool isRequired = false) =>
        new(name)
        {
            Description = DecisionTexts.Say(textKey),
            HelpName = "FILE",
            Required = isRequired,
        };

    public static Option<string> Currency() =>
        new("--currency")
        {
            Description = DecisionTexts.Say("CurrencyOption"),
            HelpName = "CODE",
            DefaultValueFactory = _ => PriceText.DefaultCurrency,
        };

    public static Option<string> Budget() =>
        new("--budget")
        {
            Description = DecisionTexts.Say("BudgetOption"),
            HelpName = "AMOUNT",
            Required = true,
        };

    public static Option<string?> Out() => new("--out") { Description = DecisionTexts.Say("OutOption"), HelpName = "FILE" };

    public static Platform.Tables.Table? Table(this VerbContext context, Option<string?> option) =>
        context.Value(option) is { } path ? TableFile.Read(path) : null;

    public static string CurrencyOf(this VerbContext context, Option<string> option) => PriceText.CurrencyCode(context.Value(option)!);

    /// <summary>An amount in major units, as whole minor units.</summary>
    public static long Amount(this VerbContext context, Option<string> option, string currency) =>
        PriceText.TryRead(context.Value(option)!, currency, out var minorUnits, out _)
            ? minorUnits
            : throw VerbFaults.OutOfRange(option.Name, context.Value(option)!, "200000");

    public static void WriteTable(this VerbContext context, Option<string?> option, Func<Platform.Tables.Table> table)
    {
        if (context.Value(option) is { } path)
        {
            OutputFile.WriteText(path, TableFile.Write(table()));
        }
    }

    public static string Money(long minorUnits, string currency) =>
        $"{CurrencyUnits.ToMajor(minorUnits, currency).ToString($"N{CurrencyUnits.Decimals(currency)}", CultureInfo.InvariantCulture)} {currency}";

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A table whose columns from the second on hold numbers, as far as said.</summary>
    public static Spectre.Console.Table Grid(int numbers, params string[] columns)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Minimal);
        for (var place = 0; place < columns.Length; place++)
        {
            var column = new Spectre.Console.TableColumn(new Text(columns[place]));
            table.AddColumn(place > 0 && place <= numbers ? column.NoWrap().RightAligned() : column);
        }
        return table;
    }

    public static void Row(this Spectre.Console.Table table, params string?[] cells) => table.AddRow(cells.Select(PlainLines.Cell));

    /// <summary>Lines under a heading; nothing where there are none.</summary>
    public static void Lines(this IAnsiConsole console, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
        {
            return;
        }
        console.Line(heading);
        foreach (var line in all)
        {
            console.Line($"  {line}");
        }
    }
}
