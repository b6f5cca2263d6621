using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;

namespace Kuajie.Cli.Commands;

/// <summary>The options that say how identifiers are read: what they are, and the country of telephone numbers.</summary>
internal sealed class IdentifierOptions
{
    private const int MostCallingCodeDigits = 3;
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;

    private readonly Option<IdentifierKind> kind = new("--identifier") { Description = Texts.Format("IdentifierKind") };

    private readonly Option<string> callingCode = new("--calling-code")
    {
        Description = Texts.Format("CallingCode"),
        HelpName = "86",
        DefaultValueFactory = _ => "86",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(kind);
        command.Options.Add(callingCode);
    }

    public IdentifierNormalizer Of(VerbContext context)
    {
        var code = context.Value(callingCode)!;
        return code.Length is > 0 and <= MostCallingCodeDigits && code.All(char.IsAsciiDigit)
            ? new IdentifierNormalizer(context.Value(kind), code)
            : throw Texts.Fault("wrong-calling-code", "WrongCallingCode", "--calling-code", isUsage: true, arguments: [code]);
    }
}
