using System.Globalization;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Tables;

/// <summary>Reads one row. A value that is missing or wrong is noted, and something harmless is given back.</summary>
public readonly struct TableRowReading(TableReading reading, TableRow row)
{
    /// <summary>Larger ones are slips, and would not leave room for sums.</summary>
    private const long LargestCount = 1_000_000_000_000;
    private const double LargestNumber = 1e15;
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/M/d"];
    private static readonly string[] Times = ["H:mm", "H:mm:ss"];

    /// <summary>Where the row begins.</summary>
    public long Line => row.Line;

    /// <summary>A text, or null where there is none.</summary>
    public string? TextOrNone(string column) => reading.Value(row, column);

    /// <summary>A text that has to be there.</summary>
    public string Text(string column)
    {
        if (TextOrNone(column) is { } text)
        {
            return text;
        }
        Missing(column);
        return "";
    }

    /// <summary>A whole number of 0 or more; null where there is none.</summary>
    public long? CountOrNone(string column)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }
        if (
            long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count)
            && count is >= 0 and <= LargestCount
        )
        {
            return count;
        }
        Wrong(column, text, "Count");
        return null;
    }

    /// <summary>A whole number of 0 or more that has to be there.</summary>
    public long Count(string column)
    {
        if (TextOrNone(column) is null)
        {
            Missing(column);
        }
        return CountOrNone(column) ?? 0;
    }

    /// <summary>A finite number; null where there is none.</summary>
    public double? NumberOrNone(string column)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= LargestNumber)
        {
            return number;
        }
        Wrong(column, text, "Number");
        return null;
    }

    /// <summary>A finite number that has to be there.</summary>
    public double Number(string column)
    {
        if (TextOrNone(column) is null)
        {
            Missing(column);
        }
        return NumberOrNone(column) ?? 0;
    }

    /// <summary>A share between 0 and 1, also written as a percentage; null where there is none.</summary>
    public double? ShareOrNone(string column)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }
        var isPercent = text.EndsWith('%') || text.EndsWith('％');
        var digits = isPercent ? text[..^1].Trim() : text;
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
        {
            share = isPercent ? share / 100 : share;
            if (share is >= 0 and <= 1)
            {
                return (double)share;
            }
        }
        Wrong(column, text, "Share");
        return null;
    }

    /// <summary>Yes or no; no where there is nothing.</summary>
    public bool Flag(string column)
    {
        switch (TextOrNone(column)?.ToLowerInvariant())
        {
            case null or "no" or "false" or "0" or "否":
                return false;
            case "yes" or "true" or "1" or "是":
                return true;
            case var text:
                Wrong(column, text, "Flag");
                return false;
        }
    }

    /// <summary>A day as 2026-03-29; the first of all days where it is missing or wrong.</summary>
    public DateOnly Day(string column)
    {
        var text = Text(column);
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        if (text.Length > 0)
        {
            Wrong(column, text, "Day");
        }
        return default;
    }

    /// <summary>A time of the day as 18:30; 24:00 is midnight at its end; null where there is none.</summary>
    public TimeOnly? TimeOrNone(string column)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }
        if (text is "24:00")
        {
            return default(TimeOnly);
        }
        if (TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }
        Wrong(column, text, "Time");
        return null;
    }

    /// <summary>An amount of money in whole minor units; null where there is none. Written in major units as people write prices: 199, ¥1,299.00.</summary>
    /// <param name="column">The column.</param>
    /// <param name="currency">The currency all amounts have to be in.</param>
    public long? AmountOrNone(string column, string currency)
    {
        if (TextOrNone(column) is not { } text)
        {
            return null;
        }
        if (!PriceText.TryRead(text, null, out var minorUnits, out var named))
        {
            Wrong(column, text, "Amount");
            return null;
        }
        var written = TextOrNone("currency") is { } code ? PriceText.CurrencyCode(code) : null;
        // A sign or code beside the number says its currency; a bare number is in that of the row, or of the whole.
        var isBare = text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or ' ');
        var found = isBare ? written ?? currency : named;
        if (!string.Equals(found, currency, StringComparison.Ordinal) || (written is not null && written != found))
        {
            reading.Note(row.Line, "mixed-currency", "MixedCurrency", column, found, currency);
            return null;
        }
        PriceText.TryRead(text, currency, out minorUnits, out _);
        return minorUnits;
    }

    /// <summary>An amount of money that has to be there.</summary>
    public long Amount(string column, string currency)
    {
        if (TextOrNone(column) is null)
        {
            Missing(column);
        }
        return AmountOrNone(column, currency) ?? 0;
    }

    /// <summary>Notes that a value is wrong.</summary>
    /// <param name="column">The column.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">Key of what is expected.</param>
    public void Wrong(string column, string found, string expected) =>
        reading.Note(row.Line, "wrong-value", "WrongValue", column, found, TableTexts.Source.Format($"Expected{expected}"));

    /// <summary>Notes another fault of this row.</summary>
    public void Note(string code, string key, params ReadOnlySpan<object?> arguments) => reading.Note(row.Line, code, key, arguments);

    private void Missing(string column) => reading.Note(row.Line, "missing-value", "MissingValue", column);
}
