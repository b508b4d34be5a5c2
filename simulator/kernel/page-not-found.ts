/** The page for people that services written in Python show for a path that they do not have. */
import type { Reply } from './reply.ts';

/** @param why a sentence more; none without it */
export const pageNotFound = (why = ''): Reply => ({
  status: 404,
  type: 'text/html; charset=UTF-8',
  body: `<html>
 <head>
  <title>404 Not Found</title>
 </head>
 <body>
  <h1>404 Not Found</h1>
  The resource could not be found.<br /><br />
${why}


 </body>
</html>`,
});
