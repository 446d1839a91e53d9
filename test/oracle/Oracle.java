import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * Answers what AWS's matcher says, one line of JSON for each line of standard input.
 *
 * <p>{"name": …, "pattern": …} adds a pattern; the answer is {"problem": null}, or what is wrong with the pattern, which is then left out.
 * {"event": …} asks which patterns let the event through; the answer is {"names": […]}.
 */
public final class Oracle {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    GenericMachine<String> machine = new GenericMachine<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode question = json.readTree(line);
      ObjectNode answer = json.createObjectNode();
      if (question.has("event")) {
        for (String name : machine.rulesForJSONEvent(question.get("event").toString())) {
          answer.withArray("names").add(name);
        }
      } else {
        String pattern = question.get("pattern").toString();
        String problem = JsonRuleCompiler.check(pattern);
        if (problem == null) {
          machine.addRule(question.get("name").asText(), pattern);
        }
        answer.put("problem", problem);
      }
      out.write(answer.toString());
      out.newLine();
    }
    out.flush();
  }
}
