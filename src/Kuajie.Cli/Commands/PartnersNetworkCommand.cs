using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Tables;
using Kuajie.Server.Partners;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie partners network</c>: who is central among firms, and who belongs together.</summary>
internal sealed class PartnersNetworkCommand : Verb
{
    private readonly Option<string?> ties = DecisionOptions.File("--ties", "TiesOption", isRequired: true);
    private readonly Option<string> currency = DecisionOptions.Currency();
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "network";

    public override string Description => DecisionTexts.Say("NetworkDescription");

    public override string Example => "kuajie partners network --ties samples/marathon/ties.csv";

    public override void Configure(Command command)
    {
        command.Options.Add(ties);
        command.Options.Add(currency);
        command.Options.Add(output);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (path, code) = (context.Value(ties)!, context.CurrencyOf(currency));
        var read = CandidateTable.ReadTies(TableFile.Read(path), code);
        var network = InputFaults.Guard(path, () => PartnerNetwork.Of(read));
        context.WriteTable(output, () => PartnerTables.Of(network, code));
        return Task.FromResult(new VerbOutcome(ChoicesOnTheWire.Of(network, code), console => Print(console, network, code)));
    }

    private static void Print(IAnsiConsole console, PartnerNetwork network, string code)
    {
        var table = DecisionOptions.Grid(
            4,
            DecisionTexts.Say("PartnerColumn"),
            DecisionTexts.Say("ProfitColumn"),
            DecisionTexts.Say("EigenvectorColumn"),
            DecisionTexts.Say("PageRankColumn"),
            DecisionTexts.Say("CommunityColumn")
        );
        foreach (var firm in network.Partners.OrderByDescending(firm => firm.Eigenvector).ThenBy(firm => firm.Name, StringComparer.Ordinal))
        {
            table.Row(
                firm.Name,
                DecisionOptions.Money(firm.ProfitMinorUnits, code),
                firm.Eigenvector.ToString("0.000", CultureInfo.InvariantCulture),
                firm.PageRank.ToString("0.000", CultureInfo.InvariantCulture),
                (firm.Community + 1).ToString(CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
        console.Line(DecisionTexts.Say("Modularity", DecisionOptions.Number(network.Modularity)));
    }
}
