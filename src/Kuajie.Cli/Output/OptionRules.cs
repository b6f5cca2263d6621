using System.CommandLine;
using Kuajie.Cli.Texts;

namespace Kuajie.Cli.Output;

/// <summary>Ranges of options, checked before a verb runs.</summary>
internal static class OptionRules
{
    /// <summary>Refuses a smaller number.</summary>
    public static void AtLeast(this Option<int> option, int least) => Check(option, least);

    /// <summary>Refuses a smaller number; an option that is left out has none.</summary>
    public static void AtLeast(this Option<int?> option, int least) => Check(option, least);

    private static void Check(Option option, int least) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } value && value < least)
            {
                result.AddError(CliTexts.TooSmall(option.Name, value, least));
            }
        });
}
